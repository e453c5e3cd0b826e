/** The main job as a show: write, break, watch, measure. */
package dev.understudy.localstack.demo;
