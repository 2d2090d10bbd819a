import type { HTTPMethods } from 'fastify';
import * as acts from './acts.ts';
import * as arrived from './arrived.ts';
import * as asks from './asks.ts';
import * as broadcastActs from './broadcast-acts.ts';
import * as broadcasts from './broadcasts.ts';
import * as conversationActs from './conversation-acts.ts';
import * as conversations from './conversations.ts';
import * as delivery from './delivery.ts';
import * as drafts from './drafts.ts';
import * as exports from './exports.ts';
import type { AnswerFile } from './file.ts';
import * as groups from './groups.ts';
import * as history from './history.ts';
import { answerRejected } from './import-files.ts';
import * as imports from './imports.ts';
import * as insights from './insights.ts';
import * as invitations from './invitations.ts';
import * as join from './join.ts';
import * as keywordAnswers from './keyword-answers.ts';
import * as lessons from './lessons.ts';
import * as limits from './limits.ts';
import * as lines from './lines.ts';
import * as me from './me.ts';
import { answerMedia, answerPhone } from './media.ts';
import * as members from './members.ts';
import * as merges from './merges.ts';
import * as messages from './messages.ts';
import * as notes from './notes.ts';
import * as optOuts from './opt-outs.ts';
import * as password from './password.ts';
import * as people from './people.ts';
import * as removals from './people-removals.ts';
import * as peopleTable from './people-table.ts';
import * as personFields from './person-fields.ts';
import * as practice from './practice.ts';
import * as presence from './presence.ts';
import * as push from './push.ts';
import * as questionTrials from './question-trials.ts';
import * as questions from './questions.ts';
import * as roundActs from './round-acts.ts';
import * as rounds from './rounds.ts';
import type { Route } from './route.ts';
import * as savedReplies from './saved-replies.ts';
import * as searching from './search.ts';
import * as sessions from './sessions.ts';
import * as setup from './setup.ts';
import * as timeOff from './time-off.ts';
import * as timeline from './timeline.ts';

/** What members ask in JSON and are answered in JSON; the OpenAPI document is made of it. */
export const routes: [HTTPMethods, string, Route][] = [
  ['GET', '/api/v1/setup', setup.state],
  ['POST', '/api/v1/setup', setup.create],

  ['GET', '/api/v1/me', me.read],
  ['PATCH', '/api/v1/me', me.change],
  ['PUT', '/api/v1/me/password', password.change],
  ['GET', '/api/v1/me/sessions', sessions.list],
  ['DELETE', '/api/v1/me/sessions', sessions.endOthers],
  ['DELETE', '/api/v1/me/sessions/:id', sessions.end],

  ['GET', '/api/v1/members', members.list],
  ['PATCH', '/api/v1/members/:id', members.change],
  ['POST', '/api/v1/members/:id/deactivation', members.end],
  ['DELETE', '/api/v1/members/:id/deactivation', members.resume],
  ['GET', '/api/v1/invitations', invitations.list],
  ['POST', '/api/v1/invitations', invitations.make],
  ['DELETE', '/api/v1/invitations/:id', invitations.takeBack],
  ['POST', '/api/v1/join', join.create],
  ['POST', '/api/v1/join/invitation', join.read],
  ['GET', '/api/v1/acts', acts.list],

  ['GET', '/api/v1/push-subscriptions', push.list],
  ['POST', '/api/v1/push-subscriptions', push.add],
  ['DELETE', '/api/v1/push-subscriptions/:id', push.remove],
  ['POST', '/api/v1/push-subscriptions/:id/trials', push.tryOut],

  ['GET', '/api/v1/people', people.list],
  ['POST', '/api/v1/people', people.add],
  ['GET', '/api/v1/people/:id', people.read],
  ['PATCH', '/api/v1/people/:id', people.change],
  ['DELETE', '/api/v1/people/:id', people.remove],
  ['PUT', '/api/v1/people/:id/opt-out', optOuts.optOut],
  ['DELETE', '/api/v1/people/:id/opt-out', optOuts.endOptOut],
  ['GET', '/api/v1/people/:id/consents', optOuts.recordsOf],
  ['POST', '/api/v1/people/:id/consents', optOuts.consent],
  ['GET', '/api/v1/opt-outs', optOuts.list],
  ['GET', '/api/v1/stop-requests', optOuts.requests],
  ['POST', '/api/v1/stop-requests/:id/decision', optOuts.decide],
  ['GET', '/api/v1/consent-records', optOuts.records],

  ['GET', '/api/v1/people/:id/history', history.read],
  ['GET', '/api/v1/people/:id/answers', history.answers],
  ['GET', '/api/v1/people/:id/merge-preview', merges.preview],
  ['GET', '/api/v1/people/:id/merges', merges.list],
  ['POST', '/api/v1/people/:id/merges', merges.merge],
  ['DELETE', '/api/v1/merges/:id', merges.undo],
  ['GET', '/api/v1/imports', imports.list],
  ['GET', '/api/v1/imports/:id', imports.read],
  ['PATCH', '/api/v1/imports/:id', imports.change],
  ['DELETE', '/api/v1/imports/:id', imports.remove],
  ['POST', '/api/v1/imports/:id/check', imports.check],
  ['GET', '/api/v1/imports/:id/rows', imports.rows],
  ['POST', '/api/v1/imports/:id/writing', imports.write],
  ['DELETE', '/api/v1/imports/:id/writing', imports.stop],
  ['POST', '/api/v1/imports/:id/undo', imports.undo],
  ['POST', '/api/v1/people-pages', peopleTable.page],
  ['POST', '/api/v1/people-counts', peopleTable.count],
  ['POST', '/api/v1/people-acts', peopleTable.act],
  ['GET', '/api/v1/people-removals', removals.list],
  ['POST', '/api/v1/people-removals', removals.start],
  ['GET', '/api/v1/people-removals/:id', removals.read],
  ['POST', '/api/v1/people-removals/:id/undo', removals.undo],
  ['GET', '/api/v1/person-fields', personFields.list],
  ['POST', '/api/v1/person-fields', personFields.add],
  ['GET', '/api/v1/person-fields/:id', personFields.read],
  ['PATCH', '/api/v1/person-fields/:id', personFields.change],
  ['DELETE', '/api/v1/person-fields/:id', personFields.remove],

  ['GET', '/api/v1/groups', groups.list],
  ['POST', '/api/v1/groups', groups.add],
  ['PATCH', '/api/v1/groups/:id', groups.change],
  ['DELETE', '/api/v1/groups/:id', groups.remove],
  ['POST', '/api/v1/group-previews', groups.preview],

  ['GET', '/api/v1/conversations', conversations.list],
  ['GET', '/api/v1/conversation-counts', conversations.counts],
  ['GET', '/api/v1/conversations/:id', conversations.read],
  ['GET', '/api/v1/conversations/:id/delivery', arrived.read],
  ['PUT', '/api/v1/conversations/:id/read-mark', conversations.markRead],
  ['PUT', '/api/v1/conversations/:id/unread-mark', conversationActs.markUnread],
  ['DELETE', '/api/v1/conversations/:id/unread-mark', conversationActs.unmarkUnread],
  ['POST', '/api/v1/conversations/:id/closure', conversationActs.close],
  ['DELETE', '/api/v1/conversations/:id/closure', conversationActs.reopen],
  ['PUT', '/api/v1/conversations/:id/snooze', conversationActs.snooze],
  ['DELETE', '/api/v1/conversations/:id/snooze', conversationActs.unsnooze],
  ['PUT', '/api/v1/conversations/:id/assignee', conversationActs.assign],
  ['GET', '/api/v1/conversations/:id/timeline', timeline.read],
  ['POST', '/api/v1/conversations/:id/notes', notes.write],
  ['PUT', '/api/v1/conversations/:id/presence', presence.show],
  ['GET', '/api/v1/conversations/:id/messages', messages.list],
  ['POST', '/api/v1/conversations/:id/messages', messages.write],

  ['PATCH', '/api/v1/notes/:id', notes.change],
  ['DELETE', '/api/v1/notes/:id', notes.remove],

  ['POST', '/api/v1/conversation-acts', conversationActs.actOnMany],
  ['POST', '/api/v1/acts/:id/undo', conversationActs.undo],
  ['GET', '/api/v1/saved-replies', savedReplies.list],
  ['POST', '/api/v1/saved-replies', savedReplies.add],
  ['GET', '/api/v1/saved-replies/:id', savedReplies.read],
  ['PATCH', '/api/v1/saved-replies/:id', savedReplies.change],
  ['DELETE', '/api/v1/saved-replies/:id', savedReplies.remove],

  ['GET', '/api/v1/drafts', drafts.list],
  ['PUT', '/api/v1/conversations/:id/draft', drafts.save],
  ['DELETE', '/api/v1/conversations/:id/draft', drafts.drop],

  ['PATCH', '/api/v1/messages/:id', messages.change],
  ['DELETE', '/api/v1/messages/:id', messages.cancel],
  ['DELETE', '/api/v1/messages/:id/cancellation', messages.planAgain],
  ['POST', '/api/v1/messages/:id/retry', messages.retry],
  ['POST', '/api/v1/messages/:id/decision', messages.decide],

  ['GET', '/api/v1/broadcasts', broadcasts.list],
  ['POST', '/api/v1/broadcasts', broadcasts.add],
  ['GET', '/api/v1/broadcasts/:id', broadcasts.read],
  ['PATCH', '/api/v1/broadcasts/:id', broadcasts.change],
  ['DELETE', '/api/v1/broadcasts/:id', broadcasts.remove],
  ['GET', '/api/v1/broadcasts/:id/look', broadcasts.look],
  ['GET', '/api/v1/broadcasts/:id/previews', broadcasts.previews],
  ['POST', '/api/v1/broadcasts/:id/dispatch', broadcastActs.dispatch],
  ['DELETE', '/api/v1/broadcasts/:id/dispatch', broadcastActs.takeBack],
  ['POST', '/api/v1/broadcasts/:id/pause', broadcastActs.pause],
  ['DELETE', '/api/v1/broadcasts/:id/pause', broadcastActs.resume],
  ['POST', '/api/v1/broadcasts/:id/cancellation', broadcastActs.cancel],
  ['GET', '/api/v1/broadcasts/:id/recipients', broadcastActs.recipients],
  ['POST', '/api/v1/broadcasts/:id/retries', broadcastActs.retry],

  ['GET', '/api/v1/questions', questions.list],
  ['POST', '/api/v1/questions', questions.add],
  ['GET', '/api/v1/questions/:id', questions.read],
  ['PATCH', '/api/v1/questions/:id', questions.change],
  ['POST', '/api/v1/questions/:id/pause', questions.pause],
  ['DELETE', '/api/v1/questions/:id/pause', questions.resume],
  ['POST', '/api/v1/questions/:id/archival', questions.archive],
  ['DELETE', '/api/v1/questions/:id/archival', questions.restore],
  ['GET', '/api/v1/questions/:id/rounds', questions.rounds],
  ['POST', '/api/v1/questions/:id/rounds', rounds.askNow],
  ['GET', '/api/v1/rounds/:id', rounds.board],
  ['GET', '/api/v1/rounds/:id/asks', rounds.asks],

  ['GET', '/api/v1/questions/:id/grid', questionTrials.grid],
  ['GET', '/api/v1/questions/:id/sheet', rounds.sheet],
  ['POST', '/api/v1/question-plans', questionTrials.plan],
  ['POST', '/api/v1/question-trials', questionTrials.tryReply],
  ['POST', '/api/v1/rounds/:id/nudges', roundActs.nudge],
  ['POST', '/api/v1/rounds/:id/texts', roundActs.text],
  ['GET', '/api/v1/questions/:id/lessons', lessons.list],
  ['POST', '/api/v1/questions/:id/lessons', lessons.teach],
  ['POST', '/api/v1/questions/:id/lesson-trials', lessons.tryOut],
  ['DELETE', '/api/v1/questions/:id/lessons', lessons.forget],
  ['GET', '/api/v1/holidays', timeOff.holidays],
  ['PUT', '/api/v1/holidays', timeOff.setHolidays],
  ['GET', '/api/v1/people/:id/time-off', timeOff.read],
  ['PUT', '/api/v1/people/:id/time-off', timeOff.set],
  ['PUT', '/api/v1/asks/:id/answer', asks.answer],
  ['DELETE', '/api/v1/asks/:id/answer', asks.undo],
  ['PUT', '/api/v1/messages/:id/match', asks.move],
  ['GET', '/api/v1/unclear-replies', asks.unclear],

  ['GET', '/api/v1/search', searching.search],
  ['GET', '/api/v1/search/people', searching.people],

  ['GET', '/api/v1/lines', lines.list],
  ['POST', '/api/v1/lines', lines.connect],
  ['PATCH', '/api/v1/lines/:id', lines.change],
  ['POST', '/api/v1/lines/:id/pause', lines.pause],
  ['DELETE', '/api/v1/lines/:id/pause', lines.resume],
  ['GET', '/api/v1/lines/:id/keyword-answers', keywordAnswers.read],
  ['PUT', '/api/v1/lines/:id/keyword-answers', keywordAnswers.set],
  ['PUT', '/api/v1/lines/:id/price', lines.setPrice],
  ['DELETE', '/api/v1/lines/:id/price', lines.dropPrice],
  ['PUT', '/api/v1/lines/:id/pace', lines.setPace],
  ['DELETE', '/api/v1/lines/:id/pace', lines.dropPace],

  ['GET', '/api/v1/limits', limits.read],
  ['PUT', '/api/v1/limits', limits.change],

  ['GET', '/api/v1/delivery', delivery.read],
  ['POST', '/api/v1/delivery/decisions', delivery.decide],
  ['POST', '/api/v1/delivery/replays', delivery.replay],
  ['GET', '/api/v1/insights', insights.read],
  ['GET', '/api/v1/insights/texts', insights.texts],

  ['POST', '/api/v1/practice-crew', practice.meetCrew],
  ['GET', '/api/v1/practice/phones', practice.phones],
  ['PUT', '/api/v1/practice/phones/:number', practice.behave],
  ['GET', '/api/v1/practice/phones/:number/texts', practice.screen],
  ['POST', '/api/v1/practice/phones/:number/texts', practice.textFromPhone],
];

/** What members get as a file. */
export const files: [string, AnswerFile][] = [
  ['/api/v1/media/:id', answerMedia],
  ['/api/v1/practice/media/:sid', answerPhone],
  ['/api/v1/imports/:id/rejected.csv', answerRejected],
  ['/api/v1/rounds/:id/export.csv', roundActs.exportAs('csv')],
  ['/api/v1/rounds/:id/export.xlsx', roundActs.exportAs('xlsx')],
  ['/api/v1/conversations/:id/transcript.csv', exports.conversationFile],
  ['/api/v1/exports/people.csv', exports.peopleFile],
  ['/api/v1/exports/opt-outs.csv', exports.optOutsFile],
  ['/api/v1/exports/texts.csv', exports.textsFile],
];

// What is neither is in server.ts: POST /api/v1/media and POST /api/v1/imports, whose bodies are files; /api/v1/events;
// /api/v1/openapi.json; /api/auth/…; /webhooks/… and /media/:token for companies; /healthz, /readyz, /metrics; the page.
