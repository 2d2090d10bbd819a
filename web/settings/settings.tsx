import { useId } from 'react';
import { type Change, type Preferences, usePreferences } from '../preferences.ts';
import { Board } from '../ui/board.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { showSheet } from '../ui/finding.ts';
import { languages } from '../words/words.ts';
import { OneOf, Part, YesOrNo } from './choices.tsx';
import { Password } from './password.tsx';
import { Sessions } from './sessions.tsx';
import styles from './settings.module.css';
import { ThisBrowser } from './this-browser.tsx';
import { useSettingsWords } from './words.ts';

/** What a member chooses for themselves. */
export function Settings() {
  const words = useSettingsWords();
  const { preferences, change, error } = usePreferences();
  return (
    <Board title={words.title}>
      <p className={styles.lead}>{words.lead}</p>
      <ErrorNote error={error} />
      <Look preferences={preferences} change={change} />
      <Keys preferences={preferences} change={change} />
      <Notifications preferences={preferences} change={change} />
      <ThisBrowser />
      <Password />
      <Sessions />
    </Board>
  );
}

interface Given {
  preferences: Preferences;
  change: Change;
}

function Look({ preferences, change }: Given) {
  const words = useSettingsWords();
  const { themes, densities } = words;
  return (
    <Part title={words.look}>
      <OneOf
        legend={words.theme}
        options={[
          ['system', themes.system],
          ['light', themes.light],
          ['dark', themes.dark],
        ]}
        value={preferences.theme}
        choose={(theme) => change({ theme })}
      />
      <OneOf
        legend={words.density}
        options={[
          ['comfortable', densities.comfortable],
          ['compact', densities.compact],
        ]}
        value={preferences.density}
        choose={(density) => change({ density })}
      />
      <OneOf
        legend={words.language}
        options={[
          ['', words.browserLanguage],
          ['en', languages.en, 'en'],
          ['es', languages.es, 'es'],
        ]}
        value={preferences.language ?? ''}
        choose={(language) => change({ language: language || null })}
      />
    </Part>
  );
}

const holds = [0, 3, 5, 10, 15, 20, 30];

function Keys({ preferences, change }: Given) {
  const words = useSettingsWords();
  const id = useId();
  const { undoSeconds } = preferences;
  const options = [...new Set([...holds, undoSeconds])].sort((a, b) => a - b);
  return (
    <Part title={words.keys}>
      <YesOrNo
        label={words.singleKeys}
        hint={words.singleKeysHint}
        value={preferences.singleKeys}
        choose={(singleKeys) => change({ singleKeys })}
      />
      <div>
        <Button shortcut="?" aria-haspopup="dialog" onClick={() => showSheet('keys')}>
          {words.showKeys}
        </Button>
      </div>
      <div>
        <label htmlFor={id}>{words.undo}</label>
        <select
          id={id}
          className={styles.select}
          value={undoSeconds}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ undoSeconds: Number(event.currentTarget.value) })}
        >
          {options.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? words.undoOff : words.seconds(seconds)}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} className={styles.hint}>
          {words.undoHint}
        </p>
      </div>
    </Part>
  );
}

function Notifications({ preferences, change }: Given) {
  const words = useSettingsWords();
  return (
    <Part title={words.notify}>
      <fieldset className={styles.list}>
        <legend>{words.notifyOf}</legend>
        {(['notifyMine', 'notifyUnassigned', 'notifyMentions'] as const).map((name) => (
          <YesOrNo
            key={name}
            label={words[name]}
            value={preferences[name]}
            choose={(isWanted) => change({ [name]: isWanted })}
          />
        ))}
      </fieldset>
      <YesOrNo
        label={words.notifyWords}
        hint={words.notifyWordsHint}
        value={preferences.notifyWords}
        choose={(notifyWords) => change({ notifyWords })}
      />
    </Part>
  );
}
