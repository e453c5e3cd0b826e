package dev.understudy.dns.domain.zone;

/** How a zone answers an update; the names are those of RFC 2136, 2.2. */
public enum UpdateResult {
  NOERROR,

  /** A name that should exist doesn't. */
  NXDOMAIN,

  /** A name that should not exist does. */
  YXDOMAIN,

  /** A record set that should not exist does. */
  YXRRSET,

  /** A record set that should exist doesn't, or holds something else. */
  NXRRSET,

  /** A name in the update is not within the zone. */
  NOTZONE
}
