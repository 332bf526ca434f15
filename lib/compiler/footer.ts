/** Sees to it that no marketing email leaves without the sender's postal address and a way out of the list. */
import { shownTo } from '../language/liquid-shown.ts';

const unsubscribe: Record<string, string> = {
  da: 'Afmeld',
  de: 'Abmelden',
  en: 'Unsubscribe',
  es: 'Darse de baja',
  fr: 'Se désabonner',
  it: 'Annulla l’iscrizione',
  nl: 'Uitschrijven',
  pl: 'Wypisz się',
  pt: 'Cancelar inscrição',
  sv: 'Avregistrera',
};

/**
 * What the template does not show to everybody itself, as HTML with Liquid; nothing where both are placed.
 * It shows only where the engine gives an `unsubscribeUrl`: receipts carry none.
 */
export function footerFor(liquid: string, language = 'en'): string {
  const word = unsubscribe[language] ?? unsubscribe[language.split('-')[0]!] ?? unsubscribe['en'];
  const address = shownTo(liquid, 'postalAddress') === 'all' ? '' : '{{ postalAddress | newline_to_br }}';
  const link =
    shownTo(liquid, 'unsubscribeUrl') === 'all'
      ? ''
      : `<a href="{{ unsubscribeUrl }}" style="color:#666666;">${word}</a>`;
  if (!address && !link) return '';
  const style =
    'max-width:600px;margin:0 auto;padding:16px 24px;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:18px;color:#666666;text-align:center;';
  const parts = [address && `<p style="margin:0;">${address}</p>`, link && `<p style="margin:0;">${link}</p>`];
  return `{% if unsubscribeUrl %}<div style="${style}">${parts.join('')}</div>{% endif %}`;
}
