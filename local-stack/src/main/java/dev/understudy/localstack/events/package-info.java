/** What the services say to each other, live and typed. */
package dev.understudy.localstack.events;
