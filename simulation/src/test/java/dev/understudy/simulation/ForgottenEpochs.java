package dev.understudy.simulation;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.node.application.MemberFolders;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Standing;
import java.io.IOException;
import java.util.List;

/** Members' folders out of which nobody reads the epoch. */
record ForgottenEpochs(MemberFolders folders) implements MemberFolders {

  @Override
  public Standing standing(MemberIdentity id) throws IOException {
    Standing is = folders.standing(id);
    return new Standing(
        Epoch.NONE, is.runId(), is.everSynced(), is.dataEpoch(), is.intactRunId(), is.histories());
  }

  @Override
  public void keep(MemberIdentity id, Standing standing) throws IOException {
    folders.keep(id, standing);
  }

  @Override
  public List<MemberIdentity> found() throws IOException {
    return folders.found();
  }

  @Override
  public void delete(MemberIdentity id) throws IOException {
    folders.delete(id);
  }

  @Override
  public void setAside(MemberIdentity id) throws IOException {
    folders.setAside(id);
  }
}
