package dev.understudy.orchestrator.domain.naming;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Members are called {@code <instance>-<number>}; a number is never given twice. */
public final class MemberNumbers {

  private static final Pattern NUMBER = Pattern.compile("-([0-9]{1,9})$");

  private MemberNumbers() {}

  /**
   * New names.
   *
   * @param used every member that the instance ever had
   */
  public static List<MemberId> next(InstanceId instance, Collection<MemberId> used, int count) {
    long highest = used.stream().mapToLong(MemberNumbers::number).max().orElse(0);
    return LongStream.rangeClosed(highest + 1, highest + count)
        .mapToObj(number -> MemberId.of(instance + "-" + number))
        .toList();
  }

  private static long number(MemberId member) {
    Matcher matcher = NUMBER.matcher(member.value());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
