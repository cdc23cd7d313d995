module shop.example.com/billing

go 1.24

require (
	git.corp.example/shop/rates.git v1.3.0
	go.example.com/Money v1.2.0
	go.example.com/httpkit v1.4.0
)

require (
	go.example.com/requestid v0.3.1 // indirect
	go.example.com/ulid v1.0.0 // indirect
)
