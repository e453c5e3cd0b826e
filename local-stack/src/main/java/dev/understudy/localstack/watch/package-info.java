/** Things that arrive, to be looked up or waited for. */
package dev.understudy.localstack.watch;
