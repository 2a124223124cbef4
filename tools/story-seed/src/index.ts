export { storyApplications, storyInvitations, storyQuestions, storyRules, storySubjects } from './admissions.js';
export { FLAG_KEYS, flagSvg, type FlagKey } from './art/flags.js';
export { buildCommunity, type Moment } from './build-community.js';
export { DEMO_PASSWORD, demoAccounts, storyCommunity, type DemoAccount } from './community.js';
export { storyIdeas, storyIdeasSpace } from './ideas.js';
export { storyMediaFolder } from './media-folder.js';
export { readStory, StoryError } from './read-story.js';
export type { Story, StoryMember, StoryPost, StorySpace, StoryThread } from './story.js';
