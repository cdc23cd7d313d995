// Package webhook tells another service of each order.
package webhook

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"shop.example.com/orders/internal/orders"
)

const (
	waiting = 256
	timeout = 10 * time.Second
)

type event struct {
	ctx   context.Context
	order orders.Order
}

// Hook posts orders to a URL, one after the other and without keeping customers waiting.
type Hook struct {
	url    string
	events chan event
	logger *slog.Logger
}

// New returns a hook for the address, which does nothing if the address is "".
func New(address string, logger *slog.Logger) (*Hook, error) {
	hook := &Hook{address, make(chan event, waiting), logger}
	if address == "" {
		return hook, nil
	}
	target, err := url.Parse(address)
	if err != nil || target.Host == "" || target.Scheme != "https" && target.Scheme != "http" {
		return nil, fmt.Errorf("ORDERS_WEBHOOK_URL is %q, but must be an http or https URL", address)
	}
	if target.Scheme == "https" {
		// Without roots every call would fail, but only after the first order: say so at the start.
		if roots, err := x509.SystemCertPool(); err != nil || roots.Equal(x509.NewCertPool()) {
			return nil, errors.Join(errors.New("ORDERS_WEBHOOK_URL is https, but there are no CA certificates (a minimal image needs /etc/ssl/certs/ca-certificates.crt)"), err)
		}
	}
	return hook, nil
}

// Created queues the order. It never waits: what does not fit is logged and dropped.
func (h *Hook) Created(ctx context.Context, order orders.Order) {
	if h.url == "" {
		return
	}
	select {
	case h.events <- event{context.WithoutCancel(ctx), order}:
	default:
		h.logger.ErrorContext(ctx, "webhook dropped", "order", order.ID)
	}
}

// Run posts until the hook is closed and everything queued is posted.
func (h *Hook) Run() {
	for e := range h.events {
		if err := h.post(e); err != nil {
			h.logger.ErrorContext(e.ctx, "webhook failed", "order", e.order.ID, "error", err)
		}
	}
}

// Close ends Run. Created must not be called after it.
func (h *Hook) Close() { close(h.events) }

func (h *Hook) post(e event) error {
	ctx, cancel := context.WithTimeout(e.ctx, timeout)
	defer cancel()
	body, err := json.Marshal(e.order)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("answered %s", response.Status)
	}
	return nil
}
