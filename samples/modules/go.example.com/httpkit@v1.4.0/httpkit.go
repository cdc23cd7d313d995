// Package httpkit is what every JSON service over HTTP needs around its handlers.
package httpkit

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"go.example.com/requestid"
)

// Serve answers requests on listener until ctx ends. Requests that are under way then have the time grace to finish.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, grace time.Duration) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(limit); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}

// Handler gives each request an identifier, writes one log line for it, and answers a panic with 500.
func Handler(next http.Handler, logger *slog.Logger) http.Handler {
	return requestid.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, recorder := time.Now(), &recorder{ResponseWriter: w}
		defer func() {
			if cause := recover(); cause != nil {
				logger.ErrorContext(r.Context(), "panic", "cause", cause)
				if recorder.status == 0 {
					Fail(recorder, http.StatusInternalServerError, "The service made a mistake.")
				}
			}
			logger.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path,
				"status", max(recorder.status, http.StatusOK), "duration", time.Since(start))
		}()
		next.ServeHTTP(recorder, r)
	}))
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(data []byte) (int, error) {
	r.status = max(r.status, http.StatusOK)
	return r.ResponseWriter.Write(data)
}

// Unwrap lets http.ResponseController find what the server's own writer can do.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
