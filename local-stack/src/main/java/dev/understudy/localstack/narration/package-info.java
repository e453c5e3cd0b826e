/** Events in plain words. */
package dev.understudy.localstack.narration;
