package orders

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"go.example.com/httpkit"
	"go.example.com/ulid"
)

const (
	defaultLimit = 20
	maxLimit     = 100
)

// Routes adds the service's routes to mux. The function created is told of each order that was taken.
func Routes(mux *http.ServeMux, store *Store, created func(context.Context, Order)) {
	mux.HandleFunc("POST /orders", func(w http.ResponseWriter, r *http.Request) {
		var draft Draft
		if !httpkit.Read(w, r, &draft) {
			return
		}
		order, err := store.Create(draft)
		if err != nil {
			detail := strings.ReplaceAll(err.Error(), "\n", "; ")
			httpkit.Fail(w, http.StatusUnprocessableEntity, "The order cannot be taken: "+detail+".")
			return
		}
		created(r.Context(), order)
		w.Header().Set("Location", "/orders/"+order.ID)
		httpkit.Write(w, http.StatusCreated, order)
	})

	mux.HandleFunc("GET /orders", func(w http.ResponseWriter, r *http.Request) {
		limit := defaultLimit
		if text := r.URL.Query().Get("limit"); text != "" {
			value, err := strconv.Atoi(text)
			if err != nil || value < 1 || value > maxLimit {
				httpkit.Fail(w, http.StatusBadRequest, "The limit must be a number from 1 to 100.")
				return
			}
			limit = value
		}
		httpkit.Write(w, http.StatusOK, store.List(r.URL.Query().Get("customer"), limit))
	})

	mux.HandleFunc("GET /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		id := r.PathValue("id")
		if _, err := ulid.Time(id); err != nil {
			httpkit.Fail(w, http.StatusBadRequest, "The identifier is not one of an order: "+err.Error()+".")
			return
		}
		order, found := store.Get(id)
		if !found {
			httpkit.Fail(w, http.StatusNotFound, "There is no order "+id+".")
			return
		}
		httpkit.Write(w, http.StatusOK, order)
	})
}
