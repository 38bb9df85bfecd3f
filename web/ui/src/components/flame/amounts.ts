import type {
  ProfileKind,
  ProfileUnit,
  ProfileWeight,
} from "../../api/profile";
import { formatBytes, formatCount } from "../../format/number";
import { formatDuration } from "../../format/time";

/** A value of a profile for people, with its unit. */
export function formatAmount(value: number, unit: ProfileUnit): string {
  switch (unit) {
    case "nanos":
      return formatDuration(value);
    case "bytes":
      return formatBytes(value);
    case "samples":
      return value === 1 ? "1 sample" : `${formatCount(value)} samples`;
    case "count":
      return `${formatCount(value)}×`;
  }
}

export const KIND_LABEL: Record<ProfileKind, string> = {
  blocking: "All waits",
  monitor: "Monitor",
  wait: "Object.wait",
  park: "Park",
  sleep: "Sleep",
  socket: "Socket",
  file: "File",
  pinned: "Pinned",
  scheduler: "Scheduler",
  cpu: "CPU",
  time: "All time",
  alloc: "Allocation",
  net: "Network",
  sync: "Synchronisation",
  syscall: "System calls",
  sched: "Scheduler latency",
};

export const WEIGHT_LABEL: Record<ProfileWeight, string> = {
  total: "Total",
  count: "Count",
  max: "Longest",
};

const LAMBDA = /([^.]+\$\$Lambda)\b.*\.([^.]+)$/;

/** Class and method, which tell a frame apart in a narrow box; of a lambda's class without its number. */
export function shortName(text: string): string {
  const lambda = LAMBDA.exec(text);
  if (lambda !== null) return `${lambda[1]}.${lambda[2]}`;
  const parts = text.split(".");
  return parts.slice(-2).join(".");
}
