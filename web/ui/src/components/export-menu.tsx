import { apiUrl, isSingleFile, windowQuery } from "../api/client";
import { Dropdown } from "./dropdown";
import { picture, savePng, saveSvg, type Picture } from "./picture";
import { route } from "../url/router";

/**
 * Downloads of the trace, with a time window of its part where the format allows that; and pictures of the page. A single
 * file has the latter only.
 */
export function ExportMenu() {
  if (isSingleFile() && picture.value === null) return null;
  return (
    <Dropdown label="Export">
      {!isSingleFile() && <TraceItems />}
      {picture.value !== null && <PictureItems of={picture.value} />}
    </Dropdown>
  );
}

function TraceItems() {
  const range = route.value.window;
  const part = range === null ? "whole trace" : "this time window";
  return (
    <>
      <Download
        href={apiUrl("/export/trace.pftrace", windowQuery(range))}
        name="Perfetto"
        hint={`.pftrace, ${part}`}
      />
      <Download
        href={apiUrl("/export/trace.json", windowQuery(range))}
        name="Chrome JSON"
        hint={`.json, ${part}`}
      />
      {range !== null && (
        <Download
          href={apiUrl("/export/trace.jfr", windowQuery(range))}
          name="Smaller recording"
          hint={`.jfr, ${part}`}
        />
      )}
      <Download
        href="/export/trace.jfr"
        name="Original recording"
        hint=".jfr, as it was opened"
      />
    </>
  );
}

function PictureItems({ of }: { readonly of: Picture }) {
  return (
    <>
      <li>
        <button type="button" onClick={() => saveSvg(of)}>
          Picture of this view <span class="muted">.svg</span>
        </button>
      </li>
      <li>
        <button type="button" onClick={() => savePng(of)}>
          Picture of this view <span class="muted">.png</span>
        </button>
      </li>
    </>
  );
}

function Download({
  href,
  name,
  hint,
}: {
  readonly href: string;
  readonly name: string;
  readonly hint: string;
}) {
  return (
    <li>
      <a href={href} download>
        {name} <span class="muted">{hint}</span>
      </a>
    </li>
  );
}
