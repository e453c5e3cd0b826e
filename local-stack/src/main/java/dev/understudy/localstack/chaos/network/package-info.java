/** A network and mounts of our own, in which hosts can be cut off from each other. */
package dev.understudy.localstack.chaos.network;
