package dev.understudy.node.application;

import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Standing;
import java.io.IOException;
import java.util.List;

/** What is on disk of each member. Blocks. */
public interface MemberFolders {

  /** {@link Standing#NEW} if there is none, or it is damaged. */
  Standing standing(MemberIdentity id) throws IOException;

  /** When it returns, the next process of the node will find it. */
  void keep(MemberIdentity id, Standing standing) throws IOException;

  /** All members that have a folder. */
  List<MemberIdentity> found() throws IOException;

  /** Moves the member's folder aside, then deletes it. */
  void delete(MemberIdentity id) throws IOException;

  /** Moves the member's folder aside, for an operator to look at. */
  void setAside(MemberIdentity id) throws IOException;
}
