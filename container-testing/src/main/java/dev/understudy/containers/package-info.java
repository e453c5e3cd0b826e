/** What tests take from images: a broker, an engine, and the reason why there is none. */
package dev.understudy.containers;
