import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { THREAD_ACTIONS, THREAD_KINDS } from '@foyer/domain/threads';
import { MemberCard } from '../members/index.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';
import { Space } from '../spaces/index.js';
import { Idea } from './ideas/idea.types.js';
import { BestReply } from './pace/pace.types.js';
import { SubscriptionLevelEnum, type SubscriptionLevelWord } from './keeping/keeping.types.js';

const optional = { nullable: true } as const;

export const ThreadKindEnum = wordsOf(THREAD_KINDS);
export type ThreadKindWord = keyof typeof ThreadKindEnum;
registerEnumType(ThreadKindEnum, { name: 'ThreadKind' });
export const ThreadActionKindEnum = wordsOf(THREAD_ACTIONS);
export type ThreadActionKindWord = keyof typeof ThreadActionKindEnum;
registerEnumType(ThreadActionKindEnum, { name: 'ThreadActionKind' });
export const ThreadFilterEnum = wordsOf(['recent', 'unread', 'popular', 'mine', 'unanswered', 'votes'] as const);
export type ThreadFilterWord = keyof typeof ThreadFilterEnum;
registerEnumType(ThreadFilterEnum, { name: 'ThreadFilter' });

@ObjectType()
export class ThreadRow {
  @Field(() => String) code!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) title!: string;
  @Field(() => ThreadKindEnum) kind!: ThreadKindWord;
  @Field(() => LocaleEnum) locale!: LocaleWord;
  @Field(() => [String]) tags!: string[];
  @Field(() => Boolean) pinned!: boolean;
  @Field(() => Boolean) closed!: boolean;
  @Field(() => Boolean) solved!: boolean;
  @Field(() => Idea, { ...optional, description: 'Where the space is for ideas.' }) idea?: Idea | null;
  @Field(() => String) spaceSlug!: string;
  @Field(() => String) spaceName!: string;
  @Field(() => String) spaceIcon!: string;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => [MemberCard], { description: 'At most 3 beside the author, latest first.' }) participants!: MemberCard[];
  @Field(() => Int) participantsCount!: number;
  @Field(() => Int) repliesCount!: number;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) lastPostAt!: Date;
  @Field(() => Int) lastPosition!: number;
  @Field(() => String, { ...optional, description: 'Of the latest post, unless it was removed.' }) excerpt?: string | null;
  @Field(() => String, optional) excerptAuthor?: string | null;
}

@ObjectType({ description: 'The personal part of a list, in the order asked.' })
export class ThreadRowMine {
  @Field(() => String) code!: string;
  @Field(() => Boolean) unread!: boolean;
  @Field(() => Int) newReplies!: number;
  @Field(() => Int) readPosition!: number;
  @Field(() => Boolean, { description: 'Opened by somebody whom the viewer blocks or mutes: her lists leave it out.' }) putAside!: boolean;
  @Field(() => Boolean, { description: 'The latest post is by such a person: it is not quoted.' }) quoteAside!: boolean;
}

@ObjectType()
export class ThreadPage {
  @Field(() => [ThreadRow]) items!: ThreadRow[];
  @Field(() => String, optional) next?: string | null;
  @Field(() => String, optional) previous?: string | null;
  @Field(() => Int) total!: number;
}

@ObjectType()
export class RelatedThread {
  @Field(() => String) code!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) title!: string;
  @Field(() => Int) repliesCount!: number;
}

@ObjectType()
export class AcceptedAnswer {
  @Field(() => String) postCode!: string;
  @Field(() => Int) position!: number;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => String) html!: string;
  @Field(() => String, optional) acceptedBy?: string | null;
  @Field(() => Date, optional) acceptedAt?: Date | null;
  @Field(() => Int) authorAcceptedAnswers!: number;
}

@ObjectType()
export class Thread {
  @Field(() => String) code!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) title!: string;
  @Field(() => ThreadKindEnum) kind!: ThreadKindWord;
  @Field(() => LocaleEnum) locale!: LocaleWord;
  @Field(() => [String]) tags!: string[];
  @Field(() => Boolean) pinned!: boolean;
  @Field(() => Boolean) closed!: boolean;
  @Field(() => Space) space!: Space;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) lastPostAt!: Date;
  @Field(() => Int) repliesCount!: number;
  @Field(() => Int) views!: number;
  @Field(() => Int) firstPosition!: number;
  @Field(() => Int) lastPosition!: number;
  @Field(() => String, { description: 'A decimal number that rises with each visible change.' }) revision!: string;
  @Field(() => AcceptedAnswer, optional) accepted?: AcceptedAnswer | null;
  @Field(() => [MemberCard], { description: 'At most 14, most active first.' }) participants!: MemberCard[];
  @Field(() => Int) participantsCount!: number;
  @Field(() => String, { ...optional, description: 'How many posts the source counted, when the import got fewer.' }) importedFrom?: string | null;
  @Field(() => [RelatedThread]) related!: RelatedThread[];
  @Field(() => Idea, { ...optional, description: 'Where the space is for ideas.' }) idea?: Idea | null;
  @Field(() => Int, { description: 'Seconds between two replies of one member, by the thread or its space; 0 for as often as one likes.' }) slowSeconds!: number;
  @Field(() => Int, { ...optional, description: 'Days without a reply after which it closes.' }) autoCloseDays?: number | null;
  @Field(() => [BestReply], { description: 'The accepted one, those that the team pinned, and the best liked.' }) best!: BestReply[];
}

@ObjectType()
export class MyReaction {
  @Field(() => String) postCode!: string;
  @Field(() => [String]) kinds!: string[];
}

@ObjectType({ description: 'The personal part of a thread page.' })
export class ThreadMine {
  @Field(() => Int, { description: '0 when never opened.' }) readPosition!: number;
  @Field(() => Date, optional) readAt?: Date | null;
  @Field(() => Int) unread!: number;
  @Field(() => [MyReaction]) reactions!: MyReaction[];
  @Field(() => [String], { description: 'Handles of those whom the viewer blocks: their posts are folded, live ones too.' }) blocked!: string[];
  @Field(() => [String]) muted!: string[];
  @Field(() => [String], { description: 'Codes of the posts of this thread that she keeps.' }) kept!: string[];
  @Field(() => Boolean, { description: 'She gave this idea her vote.' }) voted!: boolean;
  @Field(() => SubscriptionLevelEnum) level!: SubscriptionLevelWord;
  @Field(() => Boolean) canReply!: boolean;
  @Field(() => String, { ...optional, description: 'Why not, in the viewer’s language.' }) replyRefusal?: string | null;
  @Field(() => Boolean) canEditThread!: boolean;
  @Field(() => Boolean) canAccept!: boolean;
  @Field(() => Boolean) canModerate!: boolean;
}

@ObjectType()
export class ThreadHead {
  @Field(() => String) title!: string;
  @Field(() => String) slug!: string;
  @Field(() => Boolean) pinned!: boolean;
  @Field(() => Boolean) closed!: boolean;
  @Field(() => Int) repliesCount!: number;
  @Field(() => Int) lastPosition!: number;
  @Field(() => Date) lastPostAt!: Date;
  @Field(() => String, optional) acceptedPostCode?: string | null;
  @Field(() => [String]) tags!: string[];
}

@ObjectType()
export class HomeSummary {
  @Field(() => Int) newPosts!: number;
  @Field(() => Int) threadsWithNews!: number;
  @Field(() => [ThreadRow]) answersToYou!: ThreadRow[];
  @Field(() => Int) unanswered!: number;
}

@ObjectType()
export class Home {
  @Field(() => Date, { ...optional, description: 'The last visit; null for visitors and first visits.' }) since?: Date | null;
  @Field(() => HomeSummary) summary!: HomeSummary;
  @Field(() => [ThreadRow], { description: 'With something new since.' }) resume!: ThreadRow[];
  @Field(() => [ThreadRow], { description: 'Below the tide line.' }) earlier!: ThreadRow[];
  @Field(() => [ThreadRow], { description: 'This week.' }) popular!: ThreadRow[];
}

@ObjectType()
export class SpaceHelper {
  @Field(() => MemberCard) member!: MemberCard;
  @Field(() => Int) acceptedAnswers!: number;
}

@ObjectType()
export class TagCount {
  @Field(() => String) tag!: string;
  @Field(() => Int) count!: number;
}

@ObjectType()
export class SpaceInsight {
  @Field(() => [Int], { description: 'Seven days, today last, in the community’s time zone.' }) repliesByDay!: number[];
  @Field(() => Int) repliesThisWeek!: number;
  @Field(() => Int) repliesToday!: number;
  @Field(() => Int, { ...optional, description: 'Over the threads of the last 30 days; null under five of them.' }) medianMinutesToFirstReply?: number | null;
  @Field(() => [SpaceHelper]) helpers!: SpaceHelper[];
  @Field(() => [TagCount]) tags!: TagCount[];
}
