package io.jtrace.web.api;

import io.jtrace.web.load.CurrentTrace;

/** Whether there is a trace, how far reading it is, and whether a newer one came. */
record StatusEndpoint(CurrentTrace current) {

  JsonEndpoint.Body status(Parameters parameters) {
    CurrentTrace.Status status = current.status();
    return json ->
        json.object(
            () -> {
              json.field("subject", "trace");
              json.field("version", status.number());
              json.field("following", status.isFollowing());
              json.known("step", status.step());
              json.field("doneBytes", status.doneBytes());
              json.unless(-1, "totalBytes", status.totalBytes());
              json.known("problem", status.problem());
            });
  }
}
