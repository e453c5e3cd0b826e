/** The running stack as a library: start it, reach its parts, kill and restart them, stop it. */
package dev.understudy.localstack.stack;
