// As Streamlit draws its own fields, from its theme's variables: light, dark, and whatever a city sets.

const ICONS = {
  kept: "cloud_done", typing: "sync", away: "cloud_off", signed_out: "cloud_off", refused: "cloud_off",
  changed: "people", over: "cloud_off",
};
const STYLE = `
  :host { display: block }
  .field, .answer-foot { font: 400 1rem/1.5 var(--st-font); color: var(--st-text-color) }
  .field { padding-bottom: .25rem }
  p, fieldset, legend { margin: 0; padding: 0; border: 0; min-width: 0 }
  [hidden] { display: none !important }
  .label { display: block; font-size: .875rem; margin-bottom: .25rem; overflow-wrap: anywhere }
  .input { box-sizing: border-box; display: block; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit;
    color: inherit; background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color);
    border-radius: var(--st-base-radius); caret-color: var(--st-text-color); appearance: none }
  .input:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -1px; border-color: var(--st-primary-color) }
  .input[aria-invalid=true] { border-color: var(--st-red-text-color, #b3261e) }
  textarea.input { min-height: 7.5rem; max-height: 60vh; resize: vertical; field-sizing: content }
  .pair { display: flex; gap: 1rem; flex-wrap: wrap }
  .side { flex: 1 1 9rem }
  .note { font-size: .875rem; line-height: 1.4; margin-top: .25rem; overflow-wrap: anywhere;
    color: color-mix(in srgb, var(--st-text-color) 70%, transparent) }
  .line { display: flex; justify-content: space-between; flex-wrap: wrap; gap: 0 1rem; min-height: 1.5rem }
  .state { font-size: .875rem; line-height: 1.4; margin: .25rem 0 0 auto; display: inline-flex; align-items: flex-start;
    gap: .25rem; overflow-wrap: anywhere }
  .state.kept, .state.typing { color: color-mix(in srgb, var(--st-text-color) 70%, transparent) }
  .state.away, .state.signed_out, .state.refused, .state.over, .state.changed { font-weight: 600 }
  .icon { font: 400 1.125rem/1 "Material Symbols Rounded"; font-feature-settings: "liga"; white-space: nowrap;
    user-select: none; flex: none; width: 1.125rem; height: 1.125rem; overflow: hidden; display: inline-block }
  .fault, .box { margin-top: .25rem; padding: .5rem .75rem; border-radius: var(--st-base-radius); overflow-wrap: anywhere }
  .fault { background: var(--st-red-background-color); color: var(--st-red-text-color); font-size: .9375rem }
  .box { border: 1px solid var(--st-border-color); background: var(--st-yellow-background-color); font-size: .9375rem }
  .quote { margin: .375rem 0; white-space: pre-wrap; max-height: 12rem; overflow: auto }
  .acts { display: flex; flex-wrap: wrap; gap: .5rem }
  .button { min-height: 2.75rem; padding: .25rem .75rem; font: inherit; color: var(--st-text-color); cursor: pointer;
    background: var(--st-background-color); border: 1px solid var(--st-border-color);
    border-radius: var(--st-button-radius, var(--st-base-radius)) }
  .button:hover, .button:focus-visible { border-color: var(--st-primary-color) }
  .button:focus-visible, .link:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
  .link { color: var(--st-link-color); display: inline-block; padding: .625rem .25rem }
  .foot-line { display: flex; align-items: flex-start; gap: .25rem; overflow-wrap: anywhere }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
`;
