/** Where {@code redis-server} comes from. */
package dev.understudy.localstack.engine;
