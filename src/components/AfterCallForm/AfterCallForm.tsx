'use client';
import { type ReactNode, useId } from 'react';
import { Icon } from '../ui/Icon.js';
import { type HeadingLevel, Title } from '../ui/Title.js';
import * as icons from '../ui/icons.js';
import { type AfterCall, type AfterCallOptions, useAfterCallForm } from './useAfterCallForm.js';

/** Props of `AfterCallForm`. */
export interface AfterCallFormProps extends AfterCallOptions {
  /** The level of the form's title in the page. Default: 2. */
  readonly headingLevel?: HeadingLevel | undefined;
}

/**
 * The form for tags and a note after a call. It closes only when everything that has to be done is done.
 *
 * ```tsx
 * <AfterCallForm callId={call.id} endedAt={call.endedAt} tags={tags} onClose={(outcome) => api.save(call.id, outcome)} />
 * ```
 */
export function AfterCallForm(props: AfterCallFormProps): ReactNode {
  const form = useAfterCallForm(props);
  const { words, unmet, canClose, state } = form;
  const titleId = useId();
  const unmetId = useId();
  return (
    <form
      className="hs-after-call"
      aria-labelledby={titleId}
      data-closable={canClose}
      data-state={state}
      onSubmit={(event) => {
        event.preventDefault();
        form.close();
      }}
    >
      <header className="hs-after-call-header">
        <Title level={props.headingLevel} id={titleId}>
          {words.title}
        </Title>
        <TimeLeft form={form} />
      </header>
      {(form.mayTag || form.isTagRequired) && <Tags form={form} />}
      <Note form={form} />
      {unmet.length > 0 && (
        <div className="hs-after-call-unmet" id={unmetId}>
          <Icon path={icons.alert} />
          <p>{[words.before, ...unmet.map((each) => words.unmet[each])].join(' ')}</p>
        </div>
      )}
      {state === 'failed' && <p className="hs-after-call-failed">{words.failed}</p>}
      {/* It stays focusable, so that it can say what is missing. */}
      <button
        type="submit"
        className="hs-button"
        data-tone="accent"
        aria-disabled={!canClose || state === 'busy' || undefined}
        aria-describedby={canClose ? undefined : unmetId}
        // The second click of two would save it twice.
        onClick={(event) => (event.detail > 1 ? event.preventDefault() : undefined)}
      >
        {state === 'busy' ? words.saving : words.close}
      </button>
    </form>
  );
}

function TimeLeft({ form: { secondsLeft, words } }: { readonly form: AfterCall }): ReactNode {
  if (secondsLeft === undefined) return null;
  return (
    <span className="hs-after-call-time" role="timer" data-over={secondsLeft === 0 || undefined}>
      <Icon path={icons.clock} />
      {secondsLeft === 0 ? words.over : words.left(secondsLeft)}
    </span>
  );
}

function Tags({ form }: { readonly form: AfterCall }): ReactNode {
  const { mayTag, tagReason, offered, tags, toggleTag, isTagRequired, words } = form;
  return (
    <fieldset className="hs-after-call-tags">
      <legend className="hs-after-call-label">
        {words.tags} {isTagRequired && <Required words={words} />}
      </legend>
      {!mayTag && <p className="hs-after-call-none">{tagReason}</p>}
      {mayTag && offered.length === 0 && <p className="hs-after-call-none">{words.noTags}</p>}
      {(mayTag ? offered : []).map(({ id, label }) => (
        <label key={id} className="hs-after-call-tag">
          <input type="checkbox" checked={tags.includes(id)} onChange={() => toggleTag(id)} />
          <span dir="auto">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Note({ form }: { readonly form: AfterCall }): ReactNode {
  const { note, setNote, isNoteRequired, words } = form;
  return (
    <label className="hs-after-call-field">
      <span className="hs-after-call-label">
        {words.note} {isNoteRequired && <Required words={words} />}
      </span>
      <textarea
        className="hs-after-call-note"
        dir="auto"
        rows={3}
        value={note}
        aria-required={isNoteRequired || undefined}
        onChange={({ target }) => setNote(target.value)}
      />
    </label>
  );
}

function Required({ words }: Pick<AfterCall, 'words'>): ReactNode {
  return <span className="hs-after-call-required">({words.required})</span>;
}
