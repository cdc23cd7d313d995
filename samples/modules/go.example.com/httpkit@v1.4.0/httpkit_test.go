package httpkit

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestServeLetsARequestFinish(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		stop()
		time.Sleep(20 * time.Millisecond)
		_, _ = io.WriteString(w, "done")
	})
	served := make(chan error, 1)
	go func() { served <- Serve(ctx, listener, handler, 10*time.Second) }()

	response, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()

	if body, err := io.ReadAll(response.Body); err != nil || string(body) != "done" {
		t.Errorf("got %q, %v", body, err)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func TestAPanicIsAnsweredAndLogged(t *testing.T) {
	var log bytes.Buffer
	handler := Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("no stock") }),
		slog.New(slog.NewTextHandler(&log, nil)))
	response := httptest.NewRecorder()

	handler.ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/orders", nil))

	if response.Code != http.StatusInternalServerError || strings.Contains(response.Body.String(), "no stock") {
		t.Errorf("got %d %s", response.Code, response.Body)
	}
	for _, part := range []string{`cause="no stock"`, "path=/orders", "status=500"} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("%s lacks %s", log.String(), part)
		}
	}
}

func TestRead(t *testing.T) {
	tests := map[string]struct {
		body   string
		status int
	}{
		"what is expected":  {`{"name":"a"}`, http.StatusOK},
		"an unknown field":  {`{"nome":"a"}`, http.StatusBadRequest},
		"no JSON":           {`name=a`, http.StatusBadRequest},
		"nothing":           {``, http.StatusBadRequest},
		"two values":        {`{"name":"a"}{"name":"b"}`, http.StatusBadRequest},
		"more than a limit": {`{"name":"` + strings.Repeat("a", maxBody) + `"}`, http.StatusRequestEntityTooLarge},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var value struct{ Name string }
			response := httptest.NewRecorder()

			ok := Read(response, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(test.body)), &value)

			if response.Code != test.status || ok != (test.status == http.StatusOK) {
				t.Errorf("got %v, %d %s", ok, response.Code, response.Body)
			}
		})
	}
}
