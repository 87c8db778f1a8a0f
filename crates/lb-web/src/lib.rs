//! HTTP edge: routes, OpenAPI, the embedded screens.
