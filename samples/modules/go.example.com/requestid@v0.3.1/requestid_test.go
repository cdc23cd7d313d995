package requestid

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHandler(t *testing.T) {
	tests := map[string]struct {
		sent string
		kept bool
	}{
		"the caller's identifier is kept":     {"a1-B2_c3.d4", true},
		"none is replaced":                    {"", false},
		"a line break would forge a log line": {"a\nb", false},
		"a long one is replaced":              {strings.Repeat("a", 65), false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var seen string
			handler := Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = From(r.Context()) }))
			request := httptest.NewRequest(http.MethodGet, "/", nil)
			request.Header.Set(Header, test.sent)
			response := httptest.NewRecorder()

			handler.ServeHTTP(response, request)

			if seen == "" || seen != response.Header().Get(Header) {
				t.Fatalf("context has %q, response has %q", seen, response.Header().Get(Header))
			}
			if kept := seen == test.sent; kept != test.kept {
				t.Errorf("sent %q, got %q", test.sent, seen)
			}
		})
	}
}

func TestAContextWithoutIdentifierHasNone(t *testing.T) {
	if id := From(context.Background()); id != "" {
		t.Errorf("got %q", id)
	}
}
