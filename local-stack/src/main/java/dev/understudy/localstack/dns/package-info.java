/** DNS as a client without a cache sees it. */
package dev.understudy.localstack.dns;
