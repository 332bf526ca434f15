/** How a compiled template is found when a contact is written to; apart from the reader of templates, which handlers need not carry. */

/** `welcome.email`, `welcome.fr.email`. */
export function templateKey(template: { name: string; language?: string; channel: string }): string {
  return [template.name, template.language, template.channel].filter(Boolean).join('.');
}
