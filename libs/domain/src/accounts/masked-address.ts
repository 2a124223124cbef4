/** An address for whoever may know that there is one, not which: its first letters and where it ends. */
export function maskedAddress(email: string): string {
  const [local = '', domain = ''] = [email.slice(0, email.lastIndexOf('@')), email.slice(email.lastIndexOf('@') + 1)];
  return `${first(local)}…@${first(domain)}…${domain.slice(domain.lastIndexOf('.'))}`;
}

const first = (text: string): string => [...text][0] ?? '';
