module shop.example.com/orders

go 1.24

require (
	go.example.com/Money v1.2.0
	go.example.com/clock/v2 v2.0.1
	go.example.com/env v2.1.0+incompatible
	go.example.com/httpkit v1.4.0
	go.example.com/slogx v0.0.0-20250318094512-3f1c8a7be2d4
	go.example.com/ulid v1.1.0
)

require go.example.com/requestid v0.3.1 // indirect
