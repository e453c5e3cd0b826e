/** What is news and how it is worded: pure, the JDK and the contracts only. */
package dev.understudy.notifier.domain;
