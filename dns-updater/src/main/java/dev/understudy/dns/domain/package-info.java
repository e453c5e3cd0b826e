/** Which names are wanted, and how a server is brought to hold them. JDK and contracts only. */
package dev.understudy.dns.domain;
