package main

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestTheServiceStartsServesAndStops(t *testing.T) {
	addr := freeAddr(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, func(name string) string {
			return map[string]string{"ORDERS_ADDR": addr, "ORDERS_LOG_LEVEL": "error"}[name]
		})
	}()

	response := get(t, "http://"+addr+"/healthz")
	if response.StatusCode != http.StatusOK {
		t.Errorf("got %s", response.Status)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestWhatIsWrongStopsTheStart(t *testing.T) {
	tests := map[string]struct{ name, value, says string }{
		"a setting":     {"ORDERS_CUT_OFF", "noon", "ORDERS_CUT_OFF"},
		"the log level": {"ORDERS_LOG_LEVEL", "loud", "ORDERS_LOG_LEVEL"},
		"the time zone": {"ORDERS_TIME_ZONE", "Atlantis/Centre", "Atlantis/Centre"},
		"the webhook":   {"ORDERS_WEBHOOK_URL", "ftp://example.com", "ORDERS_WEBHOOK_URL"},
		"the address":   {"ORDERS_ADDR", "127.0.0.1:none", "none"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := run(t.Context(), func(name string) string { return map[string]string{test.name: test.value}[name] })
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, which does not say %s", err, test.says)
			}
		})
	}
}

func freeAddr(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func get(t *testing.T, url string) *http.Response {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		response, err := http.Get(url)
		if err == nil {
			response.Body.Close()
			return response
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}
