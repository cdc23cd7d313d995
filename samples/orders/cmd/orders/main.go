// Command orders takes orders over HTTP and keeps them in memory.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"go.example.com/clock/v2"
	"go.example.com/httpkit"
	"go.example.com/slogx"

	"shop.example.com/orders/internal/config"
	"shop.example.com/orders/internal/orders"
	"shop.example.com/orders/internal/webhook"
)

// version is set by the linker.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Getenv); err != nil {
		fmt.Fprintln(os.Stderr, "orders:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, getenv func(string) string) error {
	settings, err := config.Read(getenv)
	if err != nil {
		return err
	}
	logger, err := slogx.New(os.Stdout, settings.LogLevel, settings.LogFormat)
	if err != nil {
		return fmt.Errorf("ORDERS_LOG_LEVEL: %w", err)
	}
	zone, err := clock.Zone(settings.TimeZone)
	if err != nil {
		return err
	}
	hook, err := webhook.New(settings.WebhookURL, logger)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", settings.Addr)
	if err != nil {
		return err
	}
	logger.Info("listening", "addr", listener.Addr().String(), "version", version, "go", runtime.Version(), "zone", zone.String())
	hooked := make(chan struct{})
	go func() { defer close(hooked); hook.Run() }()

	store := orders.NewStore(clock.System(), zone, settings.CutOff)
	err = httpkit.Serve(ctx, listener, handler(store, hook, logger), settings.ShutdownGrace)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("requests were cut off after %v: %w", settings.ShutdownGrace, err)
	}
	if err != nil {
		return err
	}
	// Every request has finished, so nothing more is queued.
	hook.Close()
	select {
	case <-hooked:
	case <-time.After(settings.ShutdownGrace):
		return fmt.Errorf("webhook calls were cut off after %v", settings.ShutdownGrace)
	}
	logger.Info("stopped")
	return nil
}

func handler(store *orders.Store, hook *webhook.Hook, logger *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	orders.Routes(mux, store, hook.Created)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		httpkit.Write(w, http.StatusOK, map[string]any{
			"status": "ok", "version": version, "orders": store.Len(), "shippingDay": store.ShippingDay(),
		})
	})
	return httpkit.Handler(mux, logger)
}
