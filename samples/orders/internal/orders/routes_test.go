package orders

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.example.com/clock/v2"
)

const goodOrder = `{"customer":"ada","lines":[{"sku":"tea","quantity":3,"price":{"amount":"12.50","currency":"EUR"}},` +
	`{"sku":"cup","quantity":1,"price":{"amount":"4.99","currency":"EUR"}}]}`

type service struct {
	http.Handler
	told []Order
}

func newService(t *testing.T) *service {
	t.Helper()
	friday := clock.At(time.Date(2025, 3, 21, 15, 0, 0, 0, time.UTC))
	mux := http.NewServeMux()
	s := &service{Handler: mux}
	Routes(mux, NewStore(friday, time.UTC, 14*time.Hour), func(_ context.Context, order Order) { s.told = append(s.told, order) })
	return s
}

func (s *service) do(method, url, body string) *httptest.ResponseRecorder {
	response := httptest.NewRecorder()
	s.ServeHTTP(response, httptest.NewRequest(method, url, strings.NewReader(body)))
	return response
}

func (s *service) create(t *testing.T, body string) Order {
	t.Helper()
	response := s.do(http.MethodPost, "/orders", body)
	if response.Code != http.StatusCreated {
		t.Fatalf("got %d %s", response.Code, response.Body)
	}
	var order Order
	if err := json.Unmarshal(response.Body.Bytes(), &order); err != nil {
		t.Fatal(err)
	}
	return order
}

func TestAnOrderIsTakenAddedUpAndFoundAgain(t *testing.T) {
	s := newService(t)

	order := s.create(t, goodOrder)

	if got := order.Total.String(); got != "42.49 EUR" {
		t.Errorf("total is %s", got)
	}
	if order.Ships != "2025-03-24" {
		t.Errorf("an order of Friday afternoon ships on %s", order.Ships)
	}
	if len(s.told) != 1 || s.told[0].ID != order.ID {
		t.Errorf("told of %v", s.told)
	}
	if response := s.do(http.MethodGet, "/orders/"+order.ID, ""); response.Code != http.StatusOK || !strings.Contains(response.Body.String(), order.ID) {
		t.Errorf("got %d %s", response.Code, response.Body)
	}
}

func TestOrdersThatAreRefused(t *testing.T) {
	line := func(sku, quantity, amount, currency string) string {
		return `{"sku":"` + sku + `","quantity":` + quantity + `,"price":{"amount":"` + amount + `","currency":"` + currency + `"}}`
	}
	order := func(lines ...string) string { return `{"customer":"ada","lines":[` + strings.Join(lines, ",") + `]}` }
	tests := map[string]struct {
		body   string
		status int
		says   string
	}{
		"no JSON":             {`tea`, http.StatusBadRequest, "not what is expected"},
		"an unknown field":    {`{"client":"ada"}`, http.StatusBadRequest, "client"},
		"an unknown currency": {order(line("tea", "1", "1", "XYZ")), http.StatusBadRequest, "XYZ"},
		"nobody and nothing":  {`{"lines":[]}`, http.StatusUnprocessableEntity, "customer is missing; lines is empty"},
		"no article":          {order(line("", "1", "1", "EUR")), http.StatusUnprocessableEntity, "lines[0].sku"},
		"none of it":          {order(line("tea", "0", "1", "EUR")), http.StatusUnprocessableEntity, "lines[0].quantity"},
		"a gift":              {order(line("tea", "1", "0", "EUR")), http.StatusUnprocessableEntity, "lines[0].price"},
		"two currencies":      {order(line("tea", "1", "1", "EUR"), line("cup", "1", "1", "JPY")), http.StatusUnprocessableEntity, "lines[1]"},
		"too much":            {order(line("tea", "9000000000000000000", "1", "EUR")), http.StatusUnprocessableEntity, "too large"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newService(t)
			response := s.do(http.MethodPost, "/orders", test.body)
			if response.Code != test.status || !strings.Contains(response.Body.String(), test.says) {
				t.Errorf("got %d %s", response.Code, response.Body)
			}
			if len(s.told) > 0 {
				t.Error("it was told on")
			}
		})
	}
}

func TestTheListIsNewestFirst(t *testing.T) {
	s := newService(t)
	first := s.create(t, goodOrder)
	second := s.create(t, strings.Replace(goodOrder, "ada", "bob", 1))
	third := s.create(t, goodOrder)
	tests := map[string][]string{
		"/orders":                          {third.ID, second.ID, first.ID},
		"/orders?limit=2":                  {third.ID, second.ID},
		"/orders?customer=ada":             {third.ID, first.ID},
		"/orders?customer=ada&limit=1":     {third.ID},
		"/orders?customer=nobody&limit=10": {},
	}
	for url, want := range tests {
		t.Run(url, func(t *testing.T) {
			var list []Order
			if err := json.Unmarshal(s.do(http.MethodGet, url, "").Body.Bytes(), &list); err != nil || list == nil {
				t.Fatalf("got %v, %v", list, err)
			}
			got := []string{}
			for _, order := range list {
				got = append(got, order.ID)
			}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestWhatCannotBeFound(t *testing.T) {
	tests := map[string]int{
		"/orders/01JPMZ2V5Q8N3X0T7C4R6WBYKD": http.StatusNotFound,
		"/orders/7":                          http.StatusBadRequest,
		"/orders?limit=0":                    http.StatusBadRequest,
		"/orders?limit=many":                 http.StatusBadRequest,
		"/order":                             http.StatusNotFound,
	}
	for url, want := range tests {
		if got := newService(t).do(http.MethodGet, url, "").Code; got != want {
			t.Errorf("%s: got %d, want %d", url, got, want)
		}
	}
}
