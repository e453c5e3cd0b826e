/** Who is told, in which order, how often it is tried; what that needs from outside, as ports. */
package dev.understudy.notifier.application;
