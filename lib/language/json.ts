/** Plain data: everything a definition, an event or a run record holds survives JSON unchanged. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type JsonMap = { [key: string]: Json | undefined };
