import { registerRefusals } from '../graphql/refused.js';

registerRefusals({
  'file.unknown': { fr: 'Ce fichier n’est pas arrivé en entier, ou il attendait depuis trop longtemps. Envoie-le à nouveau.', vous: 'Ce fichier n’est pas arrivé en entier, ou il attendait depuis trop longtemps. Envoyez-le à nouveau.', en: 'This file did not arrive whole, or it waited for too long. Send it again.' },
  'file.empty': { fr: 'Ce fichier est vide.', en: 'This file is empty.' },
  'file.tooLarge': { fr: 'Ce fichier dépasse {max} Mo. Choisis-en un plus léger.', vous: 'Ce fichier dépasse {max} Mo. Choisissez-en un plus léger.', en: 'This file is over {max} MB. Choose a lighter one.' },
  'file.notAnImage': { fr: 'Ce n’est pas une image que nous savons lire : JPEG, PNG, WebP, AVIF ou GIF.', en: 'This is not a picture that we can read: JPEG, PNG, WebP, AVIF or GIF.' },
  'file.tooManyPixels': { fr: 'Cette image a plus de 40 millions de pixels. Réduis-la avant de l’envoyer.', vous: 'Cette image a plus de 40 millions de pixels. Réduisez-la avant de l’envoyer.', en: 'This picture has more than 40 million pixels. Make it smaller before sending it.' },
  'file.unreadable': { fr: 'Cette image est abîmée ou incomplète : elle n’a pas pu être ouverte.', en: 'This picture is damaged or incomplete: it could not be opened.' },
  'file.busy': { fr: 'Beaucoup d’images arrivent en ce moment. Réessaie dans une minute.', vous: 'Beaucoup d’images arrivent en ce moment. Réessayez dans une minute.', en: 'Many pictures are arriving at the moment. Try again in a minute.' },
  'file.nothingToRestore': { fr: 'Cette image ne peut plus être rétablie.', en: 'This picture can no longer be brought back.' },
});
