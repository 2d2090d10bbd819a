/** What a word may follow that turns it round: "don't stop texting", "did you stop sending …". */
const notAfter = (...words: string[]) => `(?<! (?:${words.join('|')}))`;
const unturned = notAfter(
  ...['dont', 'do not', 'never', 'cant', 'cannot', 'didnt', 'did not', 'wont', 'doesnt', 'not', 'not to'],
  ...[
    '(?<!do )i',
    'we',
    'he',
    'she',
    'they',
    'did you',
    'have you',
    'will',
    'ill',
    'can i',
    'should i',
    'tell \\w+ to',
  ],
);

const texts = '(?:texts?|messages?|msgs?|txts?|sms|notifications?|alerts)';
const texting =
  '(?:text|texting|message|messaging|msg|msging|txt|txting|contact|contacting|write|writing|bother|bothering|spam|spamming|harass|harassing)';
const us = '(?:me|us|this number|this phone|my phone|my number|here)';
/** Where it ends, or nothing follows that makes it a wish about when or what. */
const end =
  '(?= ,| $| (?:please|pls|plz|thanks|thank|now|anymore|any|again|ever|already|asap|sorry|and|or|i|u|im|you) )';
const any = '(?:any ?more |any |more |your |these |the |those |all )*';

/** Phrases by which somebody asks for no more texts, as `fold` writes them. */
export const english: RegExp[] = [
  `${unturned} (?:stop|quit|cease) (?:texting|messaging|msging|txting|contacting|spamming|harassing|bothering|writing(?: to)?)(?: ${us})? `,
  `${unturned} (?:stop|quit) sending `,
  `${unturned} (?:stop|end|cancel) (?:all )?(?:the |these |this |those |your |my |all )?(?:of )?(?:${texts}|subscription) `,
  ' cease and desist ',
  // "Stop please" is all there is to it, in this or that order.
  '^ (?:(?:please|pls|plz|ok|okay|just|no|now|hey|hi|i said|can (?:you|u)|could (?:you|u)|would you|will you|you need to|,) )*(?:stop|quit it|knock it off)(?: (?:please|pls|plz|it|this|these|now|already|thanks|thx|ty|thank you|ok|stop|all|,))* $',
  // One letter at a time.
  '^ s ,? ?t ,? ?o ,? ?p(?: ,)? $',
  // After something else, as a sentence of its own.
  ` , (?:please |pls |just )?stop(?: please| it| this| now| ,)* $`,
  ` (?:take|get|pull) ${us} (?:off|out)(?: of)? (?:the |your |this |that |all |any |ur )?(?:mailing |text |texting |message |phone |contact |call )?(?:lists?|thread|chat|database|system)(?! for| on| tomorrow| today) `,
  ` (?:remove|delete|unlist) ${us} (?:from|off)(?: of)? (?:the |your |this |that |all |any |ur )?(?:mailing |text |texting |message |phone |contact |call )?(?:lists?|thread|chat|group|database|system|this|here)(?! for| on| shift) `,
  ` (?:remove|delete|unlist) me${end}`,
  ` be (?:removed|taken off|unlisted)(?: from)? (?:the |your |this |that |all |any )?(?:mailing |text |texting |message |phone |contact )?(?:lists?|thread|group)(?! for| on) `,
  ' (?:take|get) me off(?: of)? (?:this|these)(?= ,| $| please)',
  '^ (?:please |pls |just )?(?:take|get) me off(?: please| pls| now| thanks| ,)* $',
  ' (?:remove|delete|lose|erase) (?:my|this) (?:number|phone)(?: number)? ',
  `${notAfter('got', 'have', 'had', 'has', 'are', 'were', 'is', 'theres', 'see', 'seen', 'received', 'get')} no (?:more|further) (?:of )?(?:your |these |those )?${texts} `,
  '^ (?:please |pls )?no more(?: please| pls| thanks| thank you| ,)* $',
  ` (?:dont|do not|no longer|didnt|did not|not) (?:want|wish|like|care)(?: to)? (?:get|getting|receive|receiving) ${any}(?:of )?${any}${texts} `,
  ` (?:dont|do not|no longer) (?:want|wish)(?: to)? (?:get|getting|receive|receiving) (?:these|this|any ?more|anything)${end}`,
  ` (?:dont|do not) want ${any}(?:of )?${any}${texts} `,
  ' (?:dont|do not|no longer|not) (?:want|wish)(?: to)? be (?:texted|contacted|messaged) ',
  `${notAfter('you', 'they', 'we', 'i', 'why')} (?:dont|do not|never)(?: you)?(?: ever)? ${texting}(?: to)? ${us}${end}`,
  ` (?:dont|do not|never) send (?:me |us )?(?:any ?more|any |more |these |your )+ ?(?:${texts} )?`,
  ` (?:dont|do not|never) send (?:me |us )?${texts}${end}`,
  '^ (?:(?:sorry|hi|hey|no|i think|this is|its|u have|you have|you got|youve got|you ve got|the|a|,) )*wrong (?:number|person)(?: (?:sorry|please|pls|stop|it|bro|dude|man|thanks|here|,))* $',
  `${notAfter('dont', 'do not', 'never', 'wont', 'to', 'they', 'he', 'she', 'not', 'you')} leave (?:me|us|this number) alone${end}`,
  `${notAfter('not', 'dont', 'didnt', 'never', 'not to', 'dont want to', 'do not want to', 'was i', 'was', 'got', 'were', 'been', 'being')}(?<! (?:dont|not) \\w+ to) (?:unsub|unsu[bs][scribu]{1,6}(?:ed?|ing)?) `,
  `${notAfter('not', 'dont', 'didnt', 'never', 'not to', 'dont want to', 'do not want to')} opt(?:ing)? (?:me |us )?out(?: of (?:the |these |this |your |all )?(?:${texts}|list|texting))?${end}`,
  ` opt(?:ing)? (?:me |us )?out of (?:(?:the |these |this |your |all )*(?:${texts}|list|texting) |(?:this|these|it|all)${end})`,
  ' (?:revoke|withdraw) (?:my |any |all )?(?:consent|permission) ',
  ' (?:never|didnt|did not|dont|do not) (?:give|gave|given) (?:you |u |any )*(?:consent|permission) ',
  ' (?:do not|dont|never) consent(?:ed)? ',
  ' (?:never|didnt|did not) (?:sign|signed|subscribe|subscribed)(?: up)?(?: (?:for|to))? (?:this|these|your|any|texts|messages) ',
  '^ (?:please |just )?(?:fuck off|piss off|f off|go away|get lost)(?: please| now| ,)* $',
].map((pattern) => new RegExp(pattern));
