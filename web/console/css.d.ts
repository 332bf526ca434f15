/** Lets the components bring their own style sheets along, which the bundler gathers. */
declare module '*.css';
