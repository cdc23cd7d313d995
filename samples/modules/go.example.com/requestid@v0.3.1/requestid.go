// Package requestid gives every HTTP request an identifier.
package requestid

import (
	"context"
	"net/http"
	"time"

	"go.example.com/ulid"
)

// Header carries the identifier in requests and responses.
const Header = "X-Request-ID"

const maxLength = 64

type key struct{}

// With returns a context that carries id.
func With(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, key{}, id)
}

// From returns the identifier that ctx carries, or "" if there is none.
func From(ctx context.Context) string {
	id, _ := ctx.Value(key{}).(string)
	return id
}

// Handler takes the identifier that the caller sent, or makes one, for the context and the response.
// What a caller sends ends up in logs, so only short identifiers of plain characters are taken.
func Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(Header)
		if !acceptable(id) {
			id = ulid.New(time.Now())
		}
		w.Header().Set(Header, id)
		next.ServeHTTP(w, r.WithContext(With(r.Context(), id)))
	})
}

func acceptable(id string) bool {
	if id == "" || len(id) > maxLength {
		return false
	}
	for _, c := range id {
		switch {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}
