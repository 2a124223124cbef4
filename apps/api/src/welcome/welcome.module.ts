import { Module } from '@nestjs/common';
import './letter.js';
import './welcome.refusals.js';
import { KeepWelcome } from './keep-welcome.js';
import { LetterTexts } from './letter-texts.js';
import { OnFirstSteps } from './on-first-steps.js';
import { OnJoined } from './on-joined.js';
import { TakeSteps } from './take-steps.js';
import { WelcomeQueries } from './welcome.queries.js';
import { WelcomeResolver } from './welcome.resolver.js';

@Module({ providers: [KeepWelcome, LetterTexts, OnFirstSteps, OnJoined, TakeSteps, WelcomeQueries, WelcomeResolver] })
export class WelcomeModule {}
