import { parseOldAddress, type OldTarget } from './old-address.js';
import type { MaskedText } from './masked-text.js';

/** Where something of the old forum is now, and what it may be called by those who read the linking text. */
export interface NewPlace {
  readonly path: string;
  /** Null when its name must not be told here: it is not public. */
  readonly label: string | null;
}

/** What the conversion knows of the forum as a whole. */
export interface OldForum {
  /** Lower-case host names under which the forum was reached. */
  readonly hosts: ReadonlySet<string>;
  /** Null for what is not part of the import. */
  place(target: OldTarget): NewPlace | null;
  /** Handle of an imported member by her old name, or null. */
  handleOf(username: string): string | null;
}

const HOST = String.raw`https?://[A-Za-z0-9.-]+(?::\d+)?`;
// Ends before what closes a sentence or a bracket rather than an address.
const PATH = String.raw`/(?:t|p|u|users|c)/[^\s<>()\[\]"'\uFDD0\uFDD1]*[^\s<>()\[\]"'\uFDD0\uFDD1.,;:!?*_]`;
const MARKDOWN_LINK = new RegExp(String.raw`(!?)\[((?:[^\[\]\\]|\\.)*)\]\(<?((?:${HOST})?${PATH})>?((?:\s+"[^"]*")?)\)`, 'g');
const DEFINITION = new RegExp(String.raw`^( {0,3}\[[^\]]+\]:\s*)<?((?:${HOST})?${PATH})>?`, 'gm');
const BARE = new RegExp(String.raw`<(${HOST}${PATH})>|(?<![\w/"'(=])(${HOST}${PATH})`, 'g');

/** Links and bare addresses of the old forum → the new addresses. The text's code is masked already. */
export function rewriteLinks(text: string, masked: MaskedText, forum: OldForum): string {
  return text
    .replace(MARKDOWN_LINK, (all, image: string, label: string, address: string, title: string) => {
      if (image) return all;
      const here = resolveAddress(address, forum);
      if (here === null) return all;
      // A link whose words are its own address is renamed too.
      const words = /^https?:\/\//.test(label.trim()) && label.trim() === address ? (here.label === null ? here.path : escapeLabel(here.label)) : label;
      return masked.keep(`[${masked.restore(words)}](${here.path}${title})`);
    })
    .replace(DEFINITION, (all, head: string, address: string) => {
      const here = resolveAddress(address, forum);
      return here ? masked.keep(`${head}${here.path}`) : all;
    })
    .replace(BARE, (all, bracketed: string | undefined, bare: string | undefined) => {
      const here = resolveAddress(bracketed ?? bare ?? '', forum);
      return here ? masked.keep(`[${here.label === null ? here.path : escapeLabel(here.label)}](${here.path})`) : all;
    });
}

/**
 * The new place of an address, absolute or from the forum's root. What was not imported keeps its old address, made
 * whole; null when the address is not the forum's, or when nothing can be said.
 */
export function resolveAddress(address: string, forum: OldForum): NewPlace | null {
  const absolute = /^https?:\/\/([^/?#]+)(.*)$/i.exec(address);
  if (absolute && !forum.hosts.has((absolute[1] ?? '').toLowerCase())) return null;
  const rest = absolute ? (absolute[2] ?? '') : address;
  const target = parseOldAddress(rest.replace(/[?#].*$/, ''));
  const place = target && forum.place(target);
  if (place) return place;
  const [host] = forum.hosts;
  return !absolute && host && /^\/(?!\/)/.test(address) ? { path: `https://${host}${address}`, label: null } : null;
}

/** Words as a link's label: no mark in them is read as Markdown. */
export const escapeLabel = (text: string): string => text.replace(/[\\[\]*_`<>&~]/g, '\\$&');
