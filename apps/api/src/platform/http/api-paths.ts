/** The addresses that the API answers; every other one is a page. The development server hands these on as well. */
export const API_PATHS = /^\/(graphql|health|media|files|exports|socket\.io|mail\/one-click)([/?]|$)|^\/(t|c|u|p|users)\//;
