/** What an XML answer is made of: text, a list (each item a `member`), or named parts; absent parts are left out. */
export type XmlValue =
  | string
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue | undefined };

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

/** The value as the content of an element, escaped. Names come from our own code and are not. */
export function toXml(value: XmlValue): string {
  if (typeof value === 'string') {
    return value.replace(/[&<>"\r]/g, character => escapes[character]);
  }
  if (isList(value)) {
    return value.map(item => `<member>${toXml(item)}</member>`).join('');
  }
  return Object.entries(value)
    .map(([name, part]) =>
      part === undefined ? '' : `<${name}>${toXml(part)}</${name}>`,
    )
    .join('');
}
