import { nameToEmoji } from 'gemoji';

/** Names that Discourse has and gemoji does not (its set follows older names of the same pictures). */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  slight_smile: '🙂', simple_smile: '🙂', slight_frown: '🙁', frowning2: '☹️', upside_down: '🙃', rolling_eyes: '🙄',
  face_with_raised_eyebrow: '🤨', face_with_symbols_over_mouth: '🤬', face_with_hand_over_mouth: '🤭', face_vomiting: '🤮',
  crazy_face: '🤪', zipper_mouth: '🤐', money_mouth: '🤑', nerd: '🤓', hugging: '🤗', cowboy: '🤠', clown: '🤡', lying_face: '🤥',
  thermometer_face: '🤒', head_bandage: '🤕', sick: '🤢', sneeze: '🤧', drool: '🤤', rage1: '😡', satisfied: '😆', star_struck: '🤩',
  thumbsup: '👍', thumbsdown: '👎', hand_splayed: '🖐️', raised_hand_with_fingers_splayed: '🖐️', metal_tone1: '🤘', middle_finger: '🖕',
  fingers_crossed: '🤞', call_me: '🤙', left_facing_fist: '🤛', right_facing_fist: '🤜', raised_back_of_hand: '🤚', shaking_hands: '🤝',
  man_shrugging: '🤷‍♂️', woman_shrugging: '🤷‍♀️', person_shrugging: '🤷', man_facepalming: '🤦‍♂️', woman_facepalming: '🤦‍♀️',
  person_facepalming: '🤦', person_raising_hand: '🙋', person_bowing: '🙇', person_pouting: '🙎', skull_crossbones: '☠️', poo: '💩',
  heart_exclamation: '❣️', hearts_suit: '♥️', orange_heart: '🧡', white_heart: '🤍', brown_heart: '🤎', champagne_glass: '🥂',
  tumbler_glass: '🥃', first_place: '🥇', second_place: '🥈', third_place: '🥉', reminder_ribbon: '🎗️', flag_fr: '🇫🇷', flag_gb: '🇬🇧',
  flag_us: '🇺🇸', flag_de: '🇩🇪', flag_es: '🇪🇸', flag_it: '🇮🇹', thunder_cloud_rain: '⛈️', white_sun_small_cloud: '🌤️',
  white_sun_cloud: '🌥️', cloud_rain: '🌧️', cloud_snow: '🌨️', cloud_lightning: '🌩️', snowman2: '☃️', umbrella2: '☂️', tools: '🛠️',
  hammer_pick: '⚒️', wastebasket: '🗑️', lower_left_paintbrush: '🖌️', desktop: '🖥️', printer: '🖨️', mouse_three_button: '🖱️',
  joystick: '🕹️', frame_photo: '🖼️', camera_with_flash: '📸', tickets: '🎟️', motorcycle: '🏍️', race_car: '🏎️', satellite_orbital: '🛰️',
  map: '🗺️', mountain_snow: '🏔️', beach: '🏖️', beach_umbrella: '🏖️', island: '🏝️', camping: '🏕️', park: '🏞️', tada: '🎉',
};

const SKIN_TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'] as const;

/** The character of a Discourse emoji name, with its skin tone (`t2` to `t6`) when it has one; null when unknown. */
export function emojiNamed(name: string, tone?: string): string | null {
  const known = OTHER_NAMES[name] ?? nameToEmoji[name];
  if (known === undefined) return null;
  const skin = tone ? SKIN_TONES[Number(tone) - 2] : undefined;
  return skin && !known.includes('\u200D') ? known.replace(/\uFE0F$/, '') + skin : known;
}

// Not inside a word, a time (12:10:45), a path or a C++ name: Discourse asks for the same.
const SHORTCODE = /(?<![\p{L}\p{N}_:/.]):([a-z0-9_+-]{1,60}):(?:t([2-6]):)?(?![\p{L}\p{N}_:])/gu;

/** `:smile:` → its character; what is no emoji stays as it is. */
export function replaceEmoji(text: string): string {
  return text.replace(SHORTCODE, (all, name: string, tone: string | undefined) => (/^\d+$/.test(name) ? all : (emojiNamed(name, tone) ?? all)));
}
