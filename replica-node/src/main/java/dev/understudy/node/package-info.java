/**
 * Runs members. Start here, with the path of one failover: {@code adapter.kafka} reads {@code
 * EpochOpened} and hands it to {@link dev.understudy.node.application.Node}, which asks the
 * instance's ledger whether it counts and gives its {@link dev.understudy.node.domain.Member} a new
 * {@link dev.understudy.node.domain.Order}. The member, pure code, compares the order with what its
 * engine says of itself and answers with {@link dev.understudy.node.domain.Command}s: cut the
 * upstream, fence, and, when the engine has done so, publish {@code MemberJoined}. {@link
 * dev.understudy.node.application.MemberRunner} carries them out through the ports that {@code
 * adapter.redis} and {@code adapter.process} implement. {@code PrimaryElected} comes the same way
 * and ends in {@code MemberPromoted} at one member and {@code MemberFollowing} at the others.
 */
package dev.understudy.node;
