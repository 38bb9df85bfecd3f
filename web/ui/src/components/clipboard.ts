/** Puts text on the clipboard. Where the browser does not allow it, shows the text to be copied by hand. */
export function copyText(text: string): void {
  navigator.clipboard
    .writeText(text)
    .catch(() =>
      window.prompt("The browser did not allow copying. The text is:", text),
    );
}
