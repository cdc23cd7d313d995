// Command billing says over HTTP what a customer owes.
package main

import (
	"log"
	"net/http"

	rates "git.corp.example/shop/rates.git"
	money "go.example.com/Money"
	"go.example.com/httpkit"
)

// orders are those of the month, by customer.
var orders = map[string]int{"ann": 3, "bob": 0}

func main() {
	http.HandleFunc("GET /bills/{customer}", func(w http.ResponseWriter, r *http.Request) {
		sum, err := bill(r.PathValue("customer"))
		if err != nil {
			httpkit.Write(w, http.StatusNotFound, map[string]string{"error": err.Error()})
			return
		}
		httpkit.Write(w, http.StatusOK, map[string]any{"sum": sum})
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func bill(customer string) (sum money.Amount, err error) {
	count, known := orders[customer]
	if !known {
		return sum, ErrNoCustomer
	}
	if count == 0 {
		return sum, ErrNoOrders
	}
	each, err := money.Parse(rates.PerOrder, "EUR")
	if err != nil {
		return sum, err
	}
	for range count {
		if sum, err = sum.Plus(each); err != nil {
			return sum, err
		}
	}
	return sum, nil
}
