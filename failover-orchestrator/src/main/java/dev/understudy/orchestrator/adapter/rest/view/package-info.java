/** Bodies of answers. */
package dev.understudy.orchestrator.adapter.rest.view;
