package webhook

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shop.example.com/orders/internal/orders"
)

func TestEveryOrderIsPosted(t *testing.T) {
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var order struct{ ID string }
		if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
			t.Error(err)
		}
		got = append(got, r.Method+" "+order.ID)
	}))
	defer server.Close()
	hook, err := New(server.URL, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}

	hook.Created(t.Context(), orders.Order{ID: "1"})
	hook.Created(t.Context(), orders.Order{ID: "2"})
	hook.Close()
	hook.Run()

	if strings.Join(got, ", ") != "POST 1, POST 2" {
		t.Errorf("got %v", got)
	}
}

func TestAFailureIsLogged(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	var log bytes.Buffer
	hook, err := New(server.URL, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}

	hook.Created(t.Context(), orders.Order{ID: "1"})
	hook.Close()
	hook.Run()

	if !strings.Contains(log.String(), "404") {
		t.Errorf("got %s", log.String())
	}
}

func TestWithoutAnAddressNothingIsPosted(t *testing.T) {
	hook, err := New("", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 * waiting {
		hook.Created(t.Context(), orders.Order{})
	}
	hook.Close()
	hook.Run()
}

func TestAnAddressThatCannotBePostedToIsRefused(t *testing.T) {
	for _, address := range []string{"shop.example.com", "ftp://shop.example.com", "https://", "http://a b"} {
		if _, err := New(address, nil); err == nil {
			t.Errorf("%q was accepted", address)
		}
	}
}
