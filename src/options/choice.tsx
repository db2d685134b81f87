import type { ComponentChildren } from 'preact';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly note?: string;
}

interface Props<Value extends string> {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onPick: (value: Value) => void;
  /** Side by side, where the labels are short. */
  readonly inline?: boolean;
}

/** One of several, as radio buttons in a group with a name. */
export function Choice<Value extends string>({ name, legend, options, value, onPick, inline = false }: Props<Value>) {
  return (
    <fieldset class={`choice${inline ? ' inline' : ''}`} data-preference={name}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} class="option">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onPick(option.value)}
          />
          <Words label={option.label}>{option.note}</Words>
        </label>
      ))}
    </fieldset>
  );
}

/** A label, and below it what it means. */
export function Words({ label, children }: { label: string; children?: ComponentChildren }) {
  return (
    <span class="option-words">
      <span>{label}</span>
      {children !== undefined && <span class="quiet small">{children}</span>}
    </span>
  );
}
